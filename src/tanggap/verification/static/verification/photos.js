// Photos are made smaller on the phone: a report goes through a weak signal.
"use strict";

window.tanggapVisits.photos = (() => {
  const LONGEST = 1280; // pixels
  const QUALITY = 0.75;

  // Returns a small JPEG of a file; the promise fails where the file is no picture.
  const smaller = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY);
    });
  };

  const draw = async (blob, canvas) => {
    const picture = await createImageBitmap(blob);
    canvas.width = 240;
    canvas.height = Math.round((240 * picture.height) / picture.width);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
  };

  return { draw, smaller };
})();
