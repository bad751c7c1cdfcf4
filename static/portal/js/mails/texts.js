// The text of a mail: the preview follows the typing, and an element of the list goes where the caret is.
// Without this module the page has a button that shows the preview, and elements are typed.
const WAIT = 600;
const form = document.querySelector("[data-preview]");
const shown = form.querySelector("[data-shown]");
const body = form.elements.body;
let timer;
let asked = 0;

async function refresh() {
  const turn = ++asked;
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (answer.ok && !answer.redirected && turn === asked) shown.innerHTML = await answer.text();
  } catch {
    // The network is away: the next key tries again.
  }
}

function insert(element) {
  body.focus();
  body.setRangeText(element, body.selectionStart, body.selectionEnd, "end");
  body.dispatchEvent(new Event("input", { bubbles: true }));
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, WAIT);
});

for (const code of document.querySelectorAll("[data-element]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "element";
  button.textContent = code.textContent;
  button.setAttribute("aria-label", `Insérer ${code.textContent} dans le texte`);
  button.addEventListener("click", () => insert(code.textContent));
  code.replaceWith(button);
}
