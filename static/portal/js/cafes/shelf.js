/* A list kept on this device under one name; where the device keeps nothing, the page keeps it as long as it is open. */
export class Shelf {
  constructor(name) {
    this.name = name;
    this.here = null;
  }

  get all() {
    if (this.here) return this.here;
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? [];
    } catch {
      return [];
    }
  }

  set all(taps) {
    try {
      if (taps.length) localStorage.setItem(this.name, JSON.stringify(taps));
      else localStorage.removeItem(this.name);
      this.here = null;
    } catch {
      this.here = taps;
    }
  }

  add(tap) {
    this.all = [...this.all, tap];
  }

  drop(key) {
    this.all = this.all.filter((tap) => tap.key !== key);
  }
}
