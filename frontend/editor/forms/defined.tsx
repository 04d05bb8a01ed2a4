/**
 * A block whose editor follows from its definition. It says how its parts are called and which fields stand in which
 * tab; forms, lists, ids, preview, settings and the way to the field of a finding are the same for every block.
 */
import type { ComponentChildren } from "preact";
import {
  type Authored,
  type Called,
  type Description,
  factsOf,
  type KindTab,
  type Place,
  partsIn,
  SelectField,
  Tab,
  t,
  WHOLE,
  wholeOf,
} from "../api";
import { BesideChoice } from "./BesideChoice";
import { itemOf } from "./items";
import { type Formed, type FormedKind, type Rows, useForms } from "./look";
import { type Outline, OutlineTab } from "./OutlineTab";
import { Group, PartForm } from "./PartForm";
import { type Preview, PreviewTab } from "./PreviewTab";
import { SettingFields } from "./SettingFields";

/** Fields of the whole that stand together; a list needs no title, because it has one. */
export interface GroupOfFields {
  title?(): string;
  rows: Rows;
}

interface GivenTab {
  name: string;
  label(): string;
  needs?: KindTab<Authored>["needs"];
  groups?: readonly GroupOfFields[];
  outline?: Outline;
  /** A tab that is made by hand, and edits nothing that is not edited elsewhere too. */
  show?(): ComponentChildren;
}

interface Given extends Partial<Formed> {
  name: string;
  description: Description;
  looks: Formed["looks"];
  called?: Called;
  tabs: readonly GivenTab[];
  settings: { languageHelp(): string; rows?: Rows };
  preview: Preview;
  whenComplete(): string;
  slots?: boolean;
}

export const SETTINGS = "settings";

export function definedBy(given: Given): FormedKind {
  const { name, description, looks, own = {}, refers = {}, tabs, settings, preview, slots = false } = given;
  const numbered = Object.entries(looks).filter(([, look]) => look.numbered);
  return {
    name,
    description,
    looks,
    own,
    refers,
    outlined: (list) => tabs.some(({ outline }) => outline?.lists.includes(list)),
    called: {
      ...Object.fromEntries(
        numbered.map(([of, look]) => [of, (it, at) => look.one(at + 1, it)] satisfies [string, Called[string]]),
      ),
      ...given.called,
    },
    tabs: [
      ...tabs.map(tabOf),
      { name: SETTINGS, label: () => t("Settings"), show: () => <SettingsTab {...settings} /> },
    ],
    preview: () => <PreviewTab preview={preview} />,
    place: (definition, path) => placeIn(given, definition, path),
    whenComplete: given.whenComplete,
    slots,
  };
}

const tabOf = ({ name, label, needs, groups = [], outline, show }: GivenTab): KindTab<Authored> => ({
  name,
  label,
  ...(needs ? { needs } : {}),
  show: () => show?.() ?? (outline ? <OutlineTab outline={outline} /> : <GroupsTab groups={groups} />),
});

function GroupsTab({ groups }: { groups: readonly GroupOfFields[] }) {
  const { kind } = useForms();
  const hasTexts = (of: string, names?: readonly string[]): boolean =>
    (kind.description[of] ?? []).some(
      ({ name, text, of: inner }) => (!names || names.includes(name)) && Boolean(text || (inner && hasTexts(inner))),
    );
  return (
    <div class="wme-page wme-settings-page">
      {hasTexts(
        WHOLE,
        groups.flatMap(({ rows }) => rows.flat()),
      ) ? (
        <BesideChoice />
      ) : null}
      {groups.map(({ title, rows }) =>
        title ? (
          <Group key={title()} title={title()}>
            <PartForm rows={rows} />
          </Group>
        ) : (
          <PartForm key={rows.join()} rows={rows} />
        ),
      )}
    </div>
  );
}

/** The block's own settings, the language in which the source is written, and what a block adds. */
function SettingsTab({ languageHelp, rows = [] }: Given["settings"]) {
  const { state, opening, edit } = useForms();
  return (
    <div class="wme-page wme-settings-page">
      <section class="wme-section" aria-label={t("Settings")}>
        <SettingFields />
        <SelectField
          path="language"
          label={t("Language of the source")}
          help={languageHelp()}
          value={state.work.definition.language}
          options={opening.languages}
          onChange={(language) => edit((it) => ({ ...it, language }))}
        />
      </section>
      <PartForm rows={rows} />
    </div>
  );
}

/** Where the text of a path is edited: with its part, in its tab, or among the settings. */
function placeIn({ description, tabs }: Given, definition: Authored, path: string): Place | null {
  const [head = "", lang = "", workplace = ""] = path.split("/");
  if (!head) return null;
  if (head === "variant") return { tab: Tab.Languages, item: `${lang}/${workplace}`, field: path };
  const at = (list: string) =>
    partsIn(description, wholeOf(definition), factsOf(description, WHOLE, list)).findIndex((one) => one.path === head);
  const holds = (rows: Rows = []) =>
    rows.flat().some((name) => {
      const facts = factsOf(description, WHOLE, name);
      return (facts.head || name) === head || (facts.head === "" && at(name) >= 0);
    });
  for (const { name: tab, outline } of tabs)
    for (const list of outline?.lists ?? [])
      if (at(list) >= 0) return { tab, item: itemOf(definition, [list, at(list)]), field: path };
  for (const { name: tab, outline, groups = [] } of tabs) {
    const page = outline?.pages.find(({ rows }) => holds(rows));
    if (page) return { tab, item: page.name, field: path };
    if (holds(outline?.rows) || groups.some(({ rows }) => holds(rows))) return { tab, field: path };
  }
  return { tab: SETTINGS, field: path };
}
