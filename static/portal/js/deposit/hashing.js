// Hashes a dropped PDF on this device; nothing is sent. Needs Web Crypto, which browsers offer on secure origins only.
const drop = document.querySelector("[data-drop]");
const digest = document.getElementById("id_digest");

function say(words) {
  drop.querySelector("[data-said]").textContent = words;
}

async function hash(file) {
  if (!file) return;
  say(`Calcul de l’empreinte de « ${file.name} »…`);
  try {
    const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    digest.value = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
    say(`Empreinte de « ${file.name} » calculée et reportée ci-dessous.`);
  } catch {
    say("Ce fichier n’a pas pu être lu.");
  }
}

if (drop && digest && globalThis.crypto?.subtle) {
  drop.hidden = false;
  drop.querySelector("input").addEventListener("change", (event) => hash(event.target.files[0]));
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("drop-over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("drop-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("drop-over");
    hash(event.dataTransfer.files[0]);
  });
}
