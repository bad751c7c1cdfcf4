/* Taps that wait for the network: kept on this device until the portal has answered, each under its own key, in their
   order. The portal acts once on a key, so a tap whose answer was lost is simply sent again. */
import { Shelf } from "./shelf.js";

const WAITS = [2, 3, 5, 8, 15]; // seconds between attempts
const PATIENCE = 8000;

export class Taps {
  constructor(name, { headers, changed, answered }) {
    Object.assign(this, { shelf: new Shelf(name), headers, changed, answered });
    this.attempt = 0;
    this.trouble = "";
    addEventListener("online", () => this.flush());
  }

  get all() {
    return this.shelf.all;
  }

  add(tap) {
    this.shelf.add({ ...tap, key: newKey(), tapped: Date.now() });
    this.changed(this.all);
    this.flush();
  }

  #drop(key) {
    this.shelf.drop(key);
    this.changed(this.all);
  }

  async flush() {
    clearTimeout(this.timer);
    if (this.running) return;
    this.running = true;
    try {
      while (this.all.length && (await this.#send(this.all[0])));
    } finally {
      this.running = false;
    }
    if (!this.all.length) return;
    this.timer = setTimeout(() => this.flush(), WAITS[Math.min(this.attempt++, WAITS.length - 1)] * 1000);
  }

  /* True when the portal has answered for good, whatever it said. */
  async #send(tap) {
    const age = Math.max(Math.round((Date.now() - tap.tapped) / 1000), 0);
    const body = new URLSearchParams([...tap.fields, ["key", tap.key], ["age", age]]);
    let answer;
    try {
      const response = await fetch(tap.url, {
        method: "POST", body, credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
        headers: { ...this.headers(), Accept: "application/json" },
      });
      if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return this.#fail("session");
      if (response.status === 404) answer = { said: "Cette inscription n’existe plus.", done: false };
      else if (response.status >= 500) return this.#fail("server");
      else answer = await response.json();
    } catch {
      return this.#fail("network");
    }
    this.attempt = 0;
    this.trouble = "";
    this.#drop(tap.key);
    this.answered(tap, answer);
    return true;
  }

  #fail(why) {
    this.trouble = why;
    this.changed(this.all);
    return false;
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID asks for https
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
