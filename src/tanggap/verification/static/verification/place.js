// Where the officer stands, with its accuracy, if the phone may tell.
"use strict";

window.tanggapVisits.locate = (line, word, found) => {
  line.textContent = word("locating");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => found({ latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy) }),
    () => { line.textContent = word("no-place"); },
    { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 },
  );
};
