/** The page and the script meet in `data-wm-…` marks and nowhere else: no ids, no class names. */
export type Mark = "action" | "field" | "focus" | "form" | "keep" | "part" | "saved";

/** The first element that carries a mark of this name. */
export function marked(within: Element, mark: Mark, name: string): HTMLElement | null {
  return within.querySelector<HTMLElement>(`[data-wm-${mark}=${JSON.stringify(name)}]`);
}
