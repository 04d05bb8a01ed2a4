/** Two people changed one field: both texts stand beside each other, and the person who is here chooses. */
import { moveTo } from "./focus";
import { marked } from "./marks";
import type { Conflict } from "./types";

export class Conflicts {
  private readonly open = new Map<Element, Conflict>();

  /** `chosen`: the field holds what the person wants now; it goes out, or only its copy on the device is dropped. */
  constructor(
    private readonly root: Element,
    private readonly prepare: (within: Element) => void,
    private readonly chosen: (field: HTMLElement, mine: boolean) => void,
  ) {}

  show(conflicts: Conflict[], quiet: boolean): void {
    let first: HTMLElement | null = null;
    for (const conflict of conflicts) {
      const field = marked(this.root, "field", `f-${conflict.field}`);
      if (!field) continue;
      field.parentElement?.querySelector("[data-wm-conflict]")?.remove();
      field.insertAdjacentHTML("afterend", conflict.html);
      const box = field.nextElementSibling;
      if (!(box instanceof HTMLElement)) continue;
      this.open.set(box, conflict);
      first ??= box;
    }
    if (first && !quiet) moveTo(first);
  }

  /** Answers whether a press was meant for us. */
  press(target: Element): boolean {
    const button = target.closest<HTMLElement>("[data-wm-take]");
    const box = button?.closest("[data-wm-conflict]");
    const conflict = box && this.open.get(box);
    if (!button || !box || !conflict) return false;
    let field = box.previousElementSibling as HTMLElement;
    const read = field.parentElement?.querySelector<HTMLInputElement>(`input[name="r-${conflict.field}"]`);
    if (read) read.value = conflict.read;
    const mine = button.dataset.wmTake === "mine";
    if (!mine) {
      field.insertAdjacentHTML("afterend", conflict.control);
      field.remove();
      field = box.previousElementSibling as HTMLElement;
      this.prepare(field.parentElement ?? field);
    }
    this.open.delete(box);
    box.remove();
    this.chosen(field, mine);
    return true;
  }
}
