// How long a slot is still kept, by the portal's clock; the page works without it, the hour is written in full.
// The seconds are for the eyes; who listens is told at three moments only.
const box = document.querySelector("[data-until]");
const MOMENTS = [
  [300, "Le créneau vous est encore gardé cinq minutes."],
  [60, "Le créneau vous est encore gardé une minute."],
  [0, "Le délai est passé\u00a0: le créneau n’est plus gardé pour vous."],
];

if (box) {
  const until = new Date(box.dataset.until);
  const shift = new Date(box.dataset.now) - Date.now();
  const left = box.querySelector("[data-left]");
  const said = box.querySelector("[data-hold-said]");
  const secondsLeft = () => Math.max(Math.round((until - Date.now() - shift) / 1000), 0);
  const ahead = MOMENTS.filter(([moment]) => moment < secondsLeft());
  const show = () => {
    const seconds = secondsLeft();
    left.textContent = seconds ? ` (encore ${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s)` : " (délai passé)";
    const due = ahead.filter(([moment]) => seconds <= moment); // several after a sleep: the last one is true
    if (due.length) said.textContent = due.at(-1)[1];
    ahead.splice(0, due.length);
    if (seconds) setTimeout(show, 1000);
  };
  show();
}
