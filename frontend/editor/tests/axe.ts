/** What axe finds on the page, and what it does not look for; what needs layout (contrast, size) is looked at in a browser. */
import axe from "axe-core";
import { vi } from "vitest";

export async function violations(root: Element): Promise<string[]> {
  vi.useRealTimers();
  const found = await axe.run(root, {
    // The rules about a whole page are Studio's to keep; jsdom draws nothing, so nothing has a colour.
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: {
      "color-contrast": { enabled: false },
      region: { enabled: false },
      "page-has-heading-one": { enabled: false },
      "heading-order": { enabled: false },
      "label-content-name-mismatch": { enabled: false },
    },
    iframes: false,
  });
  const seen = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  return [...seen, ...headingsThatSkip(root), ...emptyLists(root), ...equalNames(root)];
}

/** Below the name of the block (h2) each heading is at most one level deeper than the one before it. */
function headingsThatSkip(root: Element): string[] {
  let before = 1;
  return [...root.querySelectorAll("h2, h3, h4, h5, h6")].flatMap((heading) => {
    const level = Number(heading.tagName[1]);
    const skips = level > before + 1;
    before = level;
    return skips ? [`skips a level: ${heading.outerHTML}`] : [];
  });
}

const emptyLists = (root: Element): string[] =>
  [...root.querySelectorAll("ul, ol, dl")].filter((list) => !list.children.length).map((list) => list.outerHTML);

/** Controls that do different things are told apart by their names; in a toolbar its own name says which it is. */
function equalNames(root: Element): string[] {
  const names = [...root.querySelectorAll("button, [role=toolbar]")]
    .filter((one) => !one.closest("[role=toolbar]") || one.matches("[role=toolbar]"))
    .map((one) => one.getAttribute("aria-label") ?? one.textContent?.trim() ?? "");
  return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `two are called: ${name}`);
}
