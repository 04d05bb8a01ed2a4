/** The template of an agreement as its author meets it: what its parts are called, and what stands in which tab. */
import { factsOf, type Loose, register, said, t } from "../api";
import { definedBy, type GroupOfFields } from "../forms/api";
import { ChangeField, SuggestionField } from "./FieldControls";
import { description } from "./model";
import { Presets } from "./Presets";

const last = (parts: readonly Loose[]): Loose => parts[parts.length - 1] ?? {};

/** Whom a field or a promise is for, for the line of a folded card. */
const told = (of: string, name: string) => (it: Loose) => said(it[name], factsOf(description, of, name));

/** Fields of a field that only some kinds have; what a draft holds already stays to be seen. */
const ONLY: Readonly<Record<string, string>> = { decimals: "number", options: "choice", columns: "rows" };

const looks = {
  Section: {
    one: () => t("Section"),
    add: () => t("Add a section"),
    rows: ["title", "introduction", "fields", "clauses"],
    question: ({ fields, clauses }: Loose) =>
      t("Delete this? Fields: {fields}, promises: {promises}.", {
        fields: (fields as Loose[]).length,
        promises: (clauses as Loose[]).length,
      }),
    renamed: keptId,
  },
  Field: {
    one: (n: number) => t("Field {n}", { n }),
    add: () => t("Add a field"),
    empty: () => <p class="wme-muted">{t("No fields yet.")}</p>,
    // Fields of one kind stand together: a new one belongs to whom the one before it belongs.
    begin: (fields: readonly Loose[]) => ({ owners: last(fields).owners ?? [] }),
    card: { line: "label", marks: told("Field", "owners") },
    rows: [
      "label",
      ["kind", "change"],
      "decimals",
      "options",
      "columns",
      "owners",
      "required",
      "readers",
      "help",
      "suggestion",
    ],
    hides: (name: string, it: Loose) =>
      name in ONLY && it.kind !== ONLY[name] && !(Array.isArray(it[name]) && it[name].length),
    renamed: keptId,
  },
  Option: { one: (n: number) => t("{list}, {n}", { list: t("Options"), n }), add: () => t("Add an option") },
  Column: { one: (n: number) => t("{list}, {n}", { list: t("Columns"), n }), add: () => t("Add a column") },
  Clause: {
    one: (n: number) => t("Promise {n}", { n }),
    numbered: true,
    add: () => t("Add a promise"),
    help: () => t("Each party reads first what it promises, then what it gets."),
    empty: () => <p class="wme-muted">{t("No promises yet.")}</p>,
    begin: (clauses: readonly Loose[]) => ({ party: last(clauses).party ?? "" }),
    card: { line: "text", marks: told("Clause", "party") },
    rows: ["party", "text", "to"],
  },
  Signer: {
    one: (n: number) => t("Signer {n}", { n }),
    add: () => t("Add a signer"),
    begin: (signers: readonly Loose[]) => {
      const free = factsOf(description, "Signer", "role").choices?.find(([role]) =>
        signers.every((one) => one.role !== role),
      );
      return { role: free?.[0] ?? "", order: Math.min(9, Number(last(signers).order ?? 0) + 1) };
    },
    hides: (name: string, _: Loose, { in_order: inOrder }: Loose) => name === "order" && !inOrder,
  },
  ReviewStep: {
    one: (n: number) => t("Review {n}", { n }),
    add: () => t("Add a review"),
    rows: ["label", "week", "every"],
  },
  Reason: {
    one: (n: number) => t("Reason {n}", { n }),
    add: () => t("Add a reason"),
    begin: (reasons: readonly Loose[]) => ({ purpose: last(reasons).purpose ?? "decline" }),
    rows: ["label", "purpose", "means"],
    hides: (name: string, { purpose, means }: Loose) => name === "means" && purpose !== "terminate" && !means,
  },
};

function keptId(id: string): string {
  return t("Becomes: {id}. Agreements that are under way keep the old one.", { id });
}

const signing: GroupOfFields[] = [
  { rows: ["signers"] },
  {
    title: () => t("How it is signed"),
    rows: ["in_order", "sign_days", "leaving_days", "link_days", "code_for_all", "drawn_signature"],
  },
];

const rules: GroupOfFields[] = [
  {
    title: () => t("Who may do what"),
    rows: ["starters", "course_team_is_school", "one_side_may_end", "objection_days"],
  },
  { title: () => t("Dates of the placement"), rows: [["start_field", "end_field"]] },
  { title: () => t("What the paper says of itself"), rows: ["consent", "disclaimer", "form_requirement"] },
  { rows: ["retention"] },
];

const isDate = ({ kind }: Loose): boolean => kind === "date";

export const agreement = definedBy({
  name: "agreement",
  description,
  looks,
  own: { "Field.change": ChangeField, "Field.suggestion": SuggestionField },
  refers: { "Definition.start_field": isDate, "Definition.end_field": isDate },
  tabs: [
    {
      name: "sections",
      label: () => t("Sections"),
      outline: {
        lists: ["sections"],
        pages: [{ name: "beginning", title: () => t("What this paper is"), rows: ["introduction"] }],
        above: Presets,
      },
    },
    { name: "signing", label: () => t("Signing"), groups: signing },
    {
      name: "follow_up",
      label: () => t("Follow-up"),
      groups: [{ rows: ["review_plan", "holidays", "review_fields", "completion_fields", "reasons"] }],
    },
    { name: "rules", label: () => t("Rules"), groups: rules },
  ],
  settings: {
    languageHelp: () => t("Agreements are binding in the language they are made in; others are shown for information."),
  },
  preview: {
    label: () => t("Section"),
    lists: ["sections"],
    more: () => [
      ["review_field", t("Review")],
      ["completion_field", t("Record at the end")],
    ],
    readers: ["Field", "readers"],
  },
  whenComplete: () => t("Readers get another language section by section, where all of a section is written."),
});

register(agreement);
