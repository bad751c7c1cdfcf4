// Asks for the state of the PDFs until none is awaited; without this module the page has a link that does the same.
const EVERY = 3000;

async function refresh() {
  const place = document.querySelector("[data-refresh]");
  if (!place) return;
  try {
    const answer = await fetch(place.dataset.refresh, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) {
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = parsed.getElementById("documents");
      if (fresh && fresh.innerHTML !== place.innerHTML) place.replaceWith(document.importNode(fresh, true));
    }
  } catch {
    // The network is away: the next turn tries again.
  }
  setTimeout(refresh, EVERY);
}

setTimeout(refresh, EVERY);
