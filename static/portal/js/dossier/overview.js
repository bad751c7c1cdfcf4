/* The page of a dossier that may no longer be written in: what was typed too late is still on this device. */
import { showKept } from "./kept.js";

const holder = document.querySelector("[data-kept]");
showKept(holder, holder.dataset.kept);
