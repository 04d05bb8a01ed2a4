/**
 * Copies of what was typed into a form that the page does not have any more: the text was fixed meanwhile, the
 * agreement went on. They are shown to be copied, until the person says that they can go.
 */
import type { Drafts, Orphan } from "./drafts";
import type { Words } from "./words";

/** A place that says of what the page's drafts are (`data-wm-drafts`) shows those which have no field on it. */
export function showOrphans(root: Element, drafts: Drafts, words: Words): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-wm-drafts]")) {
    const orphans = drafts.orphans(root, place.dataset.wmDrafts ?? "");
    place.replaceChildren();
    if (!orphans.length) continue;
    const box = document.createElement("section");
    box.className = "wm-unsaved";
    const head = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = words("orphaned");
    head.append(strong);
    box.append(head, ...orphans.map((orphan) => entry(orphan, box, drafts, words)));
    place.append(box);
  }
}

function entry(orphan: Orphan, box: Element, drafts: Drafts, words: Words): HTMLElement {
  const line = document.createElement("div");
  const label = document.createElement("label");
  label.className = "wm-field";
  const name = document.createElement("span");
  name.textContent = orphan.label;
  const text = document.createElement("textarea");
  text.readOnly = true;
  text.rows = 3;
  text.value = orphan.text;
  label.append(name, text);
  const gone = document.createElement("button");
  gone.type = "button";
  gone.className = "wm-button wm-button--quiet";
  gone.textContent = words("delete_copy");
  gone.addEventListener("click", () => {
    drafts.forget(orphan);
    line.remove();
    if (!box.querySelector("textarea")) box.remove();
  });
  line.append(label, gone);
  return line;
}
