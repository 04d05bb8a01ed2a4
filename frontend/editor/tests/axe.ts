/** What axe finds on the page; what needs layout (contrast, size) is looked at in a browser. */
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
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}
