// Uploading lists: too large is said before anything is sent, and how much is sent is seen.
// Without this script the form works as it is, and the server says the same afterwards.
(() => {
  "use strict";

  const SEEN_FROM = 4e6; // bytes; less is over before anybody looks
  const form = document.querySelector("[data-upload]");
  const input = form.querySelector('input[type="file"]');
  const told = form.querySelector(".upload-problem");
  const sending = form.querySelector(".upload-sending");
  const words = input.dataset;

  const sizeOf = (files) => files.reduce((sum, file) => sum + file.size, 0);

  const problemOf = (files) => {
    const most = Number(words.most);
    const large = files.find((file) => file.size > most);
    if (large) return words.tooLarge.replace("{name}", large.name);
    return sizeOf(files) > most ? words.tooMany : "";
  };

  const tell = (problem) => {
    told.textContent = problem;
    told.hidden = !problem;
    input.setAttribute("aria-invalid", String(Boolean(problem)));
    return Boolean(problem);
  };

  const isBusy = (busy) => {
    sending.hidden = !busy;
    sending.querySelector("label").textContent = words.sending;
    for (const button of form.querySelectorAll("button")) button.disabled = busy;
  };

  const fail = () => {
    isBusy(false);
    tell(words.notSent);
  };

  const show = (request) => {
    if (request.status !== 200) return fail();
    history.replaceState(null, "", request.responseURL);
    document.open();
    document.write(request.responseText);
    document.close();
  };

  const send = () => {
    const request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.upload.addEventListener("progress", (event) => {
      sending.querySelector("progress").value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("load", () => show(request));
    for (const ending of ["error", "abort", "timeout"]) request.addEventListener(ending, fail);
    request.send(new FormData(form));
    isBusy(true);
  };

  input.addEventListener("change", () => tell(problemOf([...input.files])));
  form.addEventListener("submit", (event) => {
    const files = [...input.files];
    if (tell(problemOf(files))) {
      event.preventDefault();
      input.focus();
    } else if (sizeOf(files) > SEEN_FROM) {
      event.preventDefault();
      send();
    }
  });
})();
