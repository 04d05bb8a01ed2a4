/**
 * A page that comes back from the browser's memory asks what stands now.
 * What somebody has typed or ticked on it meanwhile is put into the same fields again.
 */
import { type Control, controlsOf } from "./collect";

/** Back and forward show the page as the server once sent it, or as it was left (`persisted`). */
export function whenBack(ask: () => void): void {
  const [visit] = performance.getEntriesByType?.("navigation") ?? [];
  if ((visit as PerformanceNavigationTiming | undefined)?.type === "back_forward") ask();
  window.addEventListener("pageshow", ({ persisted }) => persisted && ask());
}

/** Whether the HTML of an answer is what the server had sent before: then nothing is touched on the page. */
export function isServed(html: string, served: string): boolean {
  const box = document.createElement("template");
  box.innerHTML = html;
  return box.innerHTML === served;
}

export interface Typed {
  form: string;
  name: string;
  value: string;
  checked: boolean;
}

/** What is open on the page: a hidden input outside of the forms, whose name and value say it to the server. */
export function openOn(within: Element): HTMLInputElement | null {
  return within.querySelector<HTMLInputElement>("input[data-wm-now]");
}

/** Shows the page of what is open anew; what leads from there to the list stays. */
export function showBehind(open: HTMLInputElement, html: string): void {
  while (open.nextSibling) open.nextSibling.remove();
  open.insertAdjacentHTML("afterend", html);
}

/** Everything in the forms that is not as the server sent it, with what the typing began from. */
export function typedIn(within: Element): Typed[] {
  return fieldsOf(within).flatMap(({ form, control }) => {
    if (!isTouched(control)) return [];
    const read = control.form?.elements.namedItem(`r-${control.name.split("-")[1]}`);
    const begun = read instanceof HTMLInputElement ? [typed(form, read)] : [];
    return [typed(form, control), ...begun];
  });
}

/** Puts it back where the same field stands; choices only where they are still offered. */
export function putBack(within: Element, kept: Typed[]): void {
  const fields = fieldsOf(within);
  for (const { form, name, value, checked } of kept) {
    for (const { form: same, control } of fields) {
      if (same !== form || control.name !== name) continue;
      if (!isBox(control)) control.value = value;
      else if (control.value === value) control.checked = checked;
    }
  }
}

function typed(form: string, control: Control): Typed {
  return { form, name: control.name, value: control.value, checked: isBox(control) && control.checked };
}

function fieldsOf(within: Element): { form: string; control: Control }[] {
  const about = ["run", "step", openOn(within)?.name];
  return Array.from(within.querySelectorAll("form"), (form) =>
    controlsOf(form).map((control) => ({ form: nameOf(form, about), control })),
  ).flat();
}

/** A form is known by its name, else by what it does and what it is about: which run and step, or what is open. */
function nameOf(form: HTMLFormElement, about: (string | undefined)[]): string {
  const hidden = controlsOf(form).filter((one) => one.type === "hidden" && about.includes(one.name));
  return form.dataset.wmForm ?? [form.dataset.wmAction, ...hidden.map((one) => one.value)].join(" ");
}

function isBox(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");
}

function isTouched(control: Control): boolean {
  if (!control.name || ["hidden", "file", "submit", "button"].includes(control.type)) return false;
  if (isBox(control)) return control.checked !== control.defaultChecked;
  if (control instanceof HTMLSelectElement) {
    return Array.from(control.options).some((option) => option.selected !== option.defaultSelected);
  }
  return control.value !== control.defaultValue;
}
