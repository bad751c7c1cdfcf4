/* Key words as tags. The plain input, parted by commas, stays the one that is sent. */
const split = (text) => text.split(/[,;\n]/).map((word) => word.trim()).filter(Boolean);

function build(holder, tell) {
  const sent = holder.querySelector("input");
  const most = Number(holder.dataset.tagsMax) || Infinity;
  const list = document.createElement("ul");
  const entry = document.createElement("input");
  list.className = "tags";
  entry.className = sent.className;
  entry.type = "text";
  entry.autocomplete = "off";
  entry.placeholder = "Ajouter un mot-clé, puis Entrée";
  entry.id = sent.id;
  entry.setAttribute("aria-describedby", sent.getAttribute("aria-describedby") ?? "");
  sent.id = `${sent.id}-valeurs`;
  sent.type = "hidden";
  holder.prepend(list, entry);

  const words = () => split(sent.value);
  const keep = (now) => {
    sent.value = now.join(", ");
    draw();
    sent.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const draw = () => {
    list.replaceChildren(...words().map((word) => {
      const item = document.createElement("li");
      const off = document.createElement("button");
      item.append(word, off);
      off.type = "button";
      off.textContent = "×";
      off.setAttribute("aria-label", `Retirer « ${word} »`);
      off.addEventListener("click", () => { keep(words().filter((one) => one !== word)); entry.focus(); tell(`« ${word} » retiré.`); });
      return item;
    }));
    entry.hidden = words().length >= most;
  };
  const add = () => {
    const known = words();
    const fresh = split(entry.value).filter((word) => !known.some((one) => one.toLowerCase() === word.toLowerCase()));
    entry.value = "";
    if (fresh.length) { keep([...known, ...fresh]); tell(`${fresh.join(", ")}\u00a0: ajouté.`); }
  };
  entry.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === ",") { event.preventDefault(); add(); }
    if (event.key === "Backspace" && !entry.value && words().length) keep(words().slice(0, -1));
  });
  entry.addEventListener("input", (event) => { event.stopPropagation(); if (/[,;\n]/.test(entry.value)) add(); });
  entry.addEventListener("blur", add);
  sent.addEventListener("portal:restored", draw);
  draw();
}

export function enhanceTags(root, tell) {
  for (const holder of root.querySelectorAll("[data-tags]")) build(holder, tell);
}
