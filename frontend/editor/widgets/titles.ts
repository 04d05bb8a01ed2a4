/** How languages, workplaces and variants are called. */
import type { Authored, VariantName } from "../content/variants";
import type { Opening } from "../shell/opening";

export const languageTitle = (code: string, opening: Opening): string =>
  opening.languages.find(([one]) => one === code)?.[1] ?? code;

export const workplaceTitle = (id: string, it: Authored): string =>
  it.workplaces?.find((one) => one.id === id)?.name || id;

/** "Norwegian Bokmål", "English, Bicycle workshop". */
export function variantTitle({ lang, workplace }: VariantName, it: Authored, opening: Opening): string {
  const language = languageTitle(lang, opening);
  return workplace ? `${language}, ${workplaceTitle(workplace, it)}` : language;
}
