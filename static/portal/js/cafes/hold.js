// How long a slot is still kept, by the portal's clock; the page works without it, the hour is written in full.
const box = document.querySelector("[data-until]");

if (box) {
  const until = new Date(box.dataset.until);
  const shift = new Date(box.dataset.now) - Date.now();
  const left = box.querySelector("[data-left]");
  const show = () => {
    const seconds = Math.max(Math.round((until - Date.now() - shift) / 1000), 0);
    left.textContent = seconds ? ` (encore ${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s)` : " (délai passé)";
    if (seconds) setTimeout(show, 1000);
  };
  show();
}
