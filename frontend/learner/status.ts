/** Tells what is going on: a line for the eye, a live region for the ear, and forms that show they are busy. */

/** A quick answer needs no "sending". */
const QUIET_FOR = 600;
const BUTTONS = "form[data-wm-action] button:not([type=button]), form[data-wm-action] input[type=submit]";

export class Status {
  private timer = 0;

  constructor(private readonly root: HTMLElement) {}

  /** Shows a sentence until the next one; also aloud, if it is worth interrupting for. */
  show(sentence: string, aloud = false): void {
    clearTimeout(this.timer);
    const line = this.root.querySelector("[data-wm-status]");
    if (line) line.textContent = sentence;
    if (aloud) this.announce(sentence);
  }

  /** Screen readers speak a live region when it changes: the same sentence twice needs a gap. */
  announce(sentence: string): void {
    const live = this.root.querySelector("[data-wm-live]");
    if (!live || !sentence) return;
    live.textContent = "";
    setTimeout(() => {
      live.textContent = sentence;
    }, 100);
  }

  /** `aria-disabled` and not `disabled`: a disabled button loses the focus, and with it the person's place. */
  busy(form: HTMLFormElement, sending: string): void {
    form.setAttribute("aria-busy", "true");
    for (const button of this.root.querySelectorAll(BUTTONS)) button.setAttribute("aria-disabled", "true");
    this.timer = window.setTimeout(() => this.show(sending), QUIET_FOR);
  }

  idle(form: HTMLFormElement): void {
    form.removeAttribute("aria-busy");
    for (const button of this.root.querySelectorAll(BUTTONS)) button.removeAttribute("aria-disabled");
    this.show("");
  }
}
