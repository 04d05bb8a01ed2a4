/** Reads a form as one plain object, because form posts would leave the text in the platform's tracking log. */
import type { Body } from "./types";

/**
 * A lone checkbox is true or false; several of one name are the list of the checked ones.
 * What is disabled or has no name is left out, as a browser would; so is a radio group without an answer.
 */
export function collect(form: HTMLFormElement, submitter: HTMLElement | null): Body {
  const body: Body = {};
  for (const control of controlsOf(form)) {
    const { name } = control;
    if (!name || control.matches(":disabled")) continue;
    if (control instanceof HTMLInputElement) {
      if (control.type === "radio") {
        if (control.checked) body[name] = control.value;
      } else if (control.type === "checkbox") {
        const same = controlsOf(form).filter((other): other is HTMLInputElement => other.name === name);
        body[name] = same.length > 1 ? same.filter((box) => box.checked).map((box) => box.value) : control.checked;
      } else if (!["button", "submit", "image", "reset", "file"].includes(control.type)) {
        body[name] = control.value;
      }
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      body[name] = Array.from(control.selectedOptions, (option) => option.value);
    } else {
      body[name] = control.value;
    }
  }
  const { name, value } = (submitter ?? {}) as Partial<HTMLButtonElement>;
  if (name) body[name] = value ?? "";
  return body;
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function controlsOf(form: HTMLFormElement): Control[] {
  return Array.from(form.elements).filter((element): element is Control => element.matches("input, select, textarea"));
}
