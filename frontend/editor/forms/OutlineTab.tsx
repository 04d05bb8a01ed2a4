/** Two panes: the outline of the whole on the left, a form for what is selected on the right. */
import type { ComponentChildren, ComponentType } from "preact";
import {
  Confirm,
  FindingLine,
  Fragment,
  factsOf,
  findingsAt,
  LevelMark,
  type Loose,
  levelWord,
  Tab,
  t,
  titleOf,
  WHOLE,
  word,
  worstIn,
} from "../api";
import { BesideChoice } from "./BesideChoice";
import { partAt, withNewPart, withoutPart, withPart } from "./edit";
import { itemOf, type Step, stepOf } from "./items";
import { type Rows, useForms } from "./look";
import { OrderedList } from "./OrderedList";
import { PartForm } from "./PartForm";
import { PartId } from "./PartId";

/** Texts of the whole that stand among the parts. */
export interface Page {
  name: string;
  title(): string;
  rows: Rows;
}

export interface Outline {
  /** Lists of the whole whose parts have a form each. */
  lists: readonly string[];
  /** The first of them stands where nothing is selected. */
  pages: readonly [Page, ...Page[]];
  /** Where the author begins; the first part of all when it is left out. */
  first?(definition: Loose): string;
  /** Instead of the pages and lists in their order. */
  nav?: ComponentType<{ selected: string }>;
  /** Fields that stand there. */
  rows?: Rows;
  /** Above the form. */
  above?: ComponentType;
  /** What else can be done with a part as a whole. */
  tools?: ComponentType<{ step: Step }>;
}

export function selectedIn(outline: Outline, definition: object, chosen: string | undefined): string {
  if (chosen) return chosen;
  if (outline.first) return outline.first(definition as Loose);
  const [list = ""] = outline.lists;
  const item = itemOf(definition, [list, 0]);
  return stepOf(definition, item) ? item : outline.pages[0].name;
}

export function OutlineTab({ outline }: { outline: Outline }) {
  const { state } = useForms();
  const { definition } = state.work;
  const item = selectedIn(outline, definition, state.chosen[state.tab]);
  const step = stepOf(definition, item);
  const page = outline.pages.find((one) => one.name === item) ?? outline.pages[0];
  const { nav: Nav, above: Above } = outline;
  return (
    <div class="wme-panes">
      {Nav ? <Nav selected={item} /> : <Sections outline={outline} selected={step ? item : page.name} />}
      <div class="wme-form" data-wme-form>
        <BesideChoice />
        {Above ? <Above /> : null}
        {step ? (
          <Fragment key={item}>
            <PartHead step={step} outline={outline} />
            <PartForm spot={[step]} />
          </Fragment>
        ) : (
          <Fragment key={page.name}>
            <FormTitle>{page.title()}</FormTitle>
            <PartForm rows={page.rows} quiet />
          </Fragment>
        )}
      </div>
    </div>
  );
}

const FormTitle = ({ children }: { children: ComponentChildren }) => (
  <h3 class="wme-h wme-part-title" tabIndex={-1} data-wme-field="form">
    {children}
  </h3>
);

/** Pages, and the parts of each list in their order, each with the gravest finding inside it. */
function Sections({ outline, selected }: { outline: Outline; selected: string }) {
  const { state, kind, edit, go } = useForms();
  const { definition } = state.work;
  const all = kind.description;
  const link = (item: string, title: ComponentChildren) => (
    <button
      type="button"
      class="wme-link"
      aria-current={item === selected || undefined}
      onClick={() => go({ tab: state.tab, item, field: "form" })}
    >
      {title}
    </button>
  );
  const add = (list: string, at: number) => {
    const added = withNewPart(all, definition, [], list);
    if (!added) return;
    edit(() => added.definition);
    go({ tab: state.tab, item: itemOf(added.definition, [list, at]), field: `${added.part.path}/title` });
  };
  return (
    <nav class="wme-outline" aria-label={t("Outline")}>
      {outline.pages.map((page) => (
        <div key={page.name}>{link(page.name, page.title())}</div>
      ))}
      {outline.lists.map((list) => {
        const parts = (definition as unknown as Loose)[list] as Loose[];
        const nameOf = (_: Loose, at: number) => {
          const part = partAt(all, definition, [[list, at]]);
          return part ? titleOf(all, part) : "";
        };
        return (
          <Fragment key={list}>
            <OrderedList
              items={parts}
              nameOf={nameOf}
              keyOf={(part, at) => word(part.id) || `nameless ${at}`}
              onChange={(changed) => edit((it) => withPart(it, [], { [list]: changed }))}
              class="wme-plain wme-sections"
              show={(part, at, moves) => {
                const worst = worstIn(state.findings, word(part.id));
                const item = itemOf(definition, [list, at]);
                const mark = worst ? <span class="wme-hidden">, {levelWord(worst)}</span> : null;
                return (
                  <div class={`wme-row wme-spread ${item === selected ? "wme-current" : ""}`}>
                    {link(item, [`${at + 1}. ${nameOf(part, at)}`, mark])}
                    <span class="wme-row">
                      {worst ? <LevelMark level={worst} /> : null}
                      {moves}
                    </span>
                  </div>
                );
              }}
            />
            <div class="wme-row">
              <button type="button" class="wme-button" onClick={() => add(list, parts.length)}>
                {kind.looks[factsOf(all, WHOLE, list).of ?? ""]?.add(parts.length)}
              </button>
            </div>
          </Fragment>
        );
      })}
    </nav>
  );
}

/** What the part is, its id, and what can be done with it as a whole. */
function PartHead({ step, outline }: { step: Step; outline: Outline }) {
  const { state, kind, edit, go, choose, say } = useForms();
  const { definition } = state.work;
  const [list, at] = step;
  const part = partAt(kind.description, definition, [step]);
  const look = part && kind.looks[part.of];
  if (!look) return null;
  const title = titleOf(kind.description, part);
  const drop = () => {
    const item = at > 0 ? itemOf(definition, [list, at - 1]) : outline.pages[0].name;
    edit((it) => withoutPart(kind.description, it, [], list, at));
    go({ tab: state.tab, item, field: "form" });
    say(t("{title} is deleted. Undo brings it back.", { title }));
  };
  const { tools: Tools } = outline;
  return (
    <header class="wme-part-head" data-wme-field={part.path}>
      <FormTitle>
        <span class="wme-kind">{look.one(at + 1, part.it)}</span> {title}
      </FormTitle>
      <div class="wme-row">
        <button
          type="button"
          class="wme-button wme-small"
          aria-label={`${t("Preview")}: ${title}`}
          onClick={() => {
            choose("preview", part.path);
            go({ tab: Tab.Preview, field: "preview" });
          }}
        >
          {t("Preview")}
        </button>
        {Tools ? <Tools step={step} /> : null}
        <Confirm
          label={t("Delete")}
          name={t("Delete {name}", { name: title })}
          question={look.question?.(part.it, part.path, definition) ?? t("Delete {name}?", { name: title })}
          yes={t("Delete")}
          class="wme-button wme-small"
          onYes={drop}
        />
      </div>
      {findingsAt(state, part.path).map((one) => (
        <FindingLine key={one.code + one.message} finding={one} />
      ))}
      <PartId key={part.path} spot={[step]} />
    </header>
  );
}
