// Copies a text in one press; without scripts the text is selected and copied by hand, as the page says.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Texte copié.";
    } catch {
      said.textContent = "Le texte est sélectionné : copiez-le avec Ctrl + C.";
    }
  });
}
