/** The frame around a block's editor: what is unsaved, what was found, and the tab in front. */
import { useEffect, useId, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { Authored } from "../content/variants";
import { LanguagesTab } from "../languages/LanguagesTab";
import { CompareTab } from "./CompareTab";
import { ConflictPanel } from "./ConflictPanel";
import { DraftOffer } from "./DraftOffer";
import { type Desk, DeskProvider } from "./desk";
import { ErrorSummary } from "./ErrorSummary";
import { FindingsTab } from "./FindingsTab";
import { focusField, focusOn } from "./focus";
import type { Session } from "./session";
import { Tab } from "./state";
import { TabBar, type TabItem } from "./TabBar";
import { TopBar } from "./TopBar";
import { t } from "./words";

export function Editor<D extends Authored>({ session }: { session: Session<D> }) {
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const [said, setSaid] = useState("");
  const frame = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const state = session.state();

  useEffect(() => session.listen(() => redraw()), [session]);
  // Studio's modal puts the focus on the window as a whole; ours begins at what is edited.
  useEffect(
    () => focusOn(frame.current, session.draft() ? "[data-wme-offer] button" : "[data-wme-heading]"),
    [session],
  );
  useEffect(() => {
    if (state.wanted.turn && frame.current) focusField(frame.current, state.wanted.field);
  }, [state.wanted]);

  const say = (sentence: string) =>
    // A live region stays silent when its text does not change: the same sentence gets a blank.
    setSaid((before) => (before === sentence ? `${sentence}\u00a0` : sentence));
  const actions = useMemo(() => actionsOf(session, say), [session]);
  const desk: Desk<D> = { ...actions, state };
  const undo = () => {
    if (!state.past.length) return;
    session.send({ type: "undo" });
    say(t("The last change is undone"));
  };

  return (
    <DeskProvider value={desk}>
      <div class="wme-frame" ref={frame} aria-busy={state.saving || undefined}>
        <TopBar session={session} undo={undo} />
        <DraftOffer session={session} />
        <ErrorSummary />
        {state.theirs ? <ConflictPanel session={session} /> : null}
        {/* While two versions wait for a decision there is nothing else to do. */}
        <div hidden={state.theirs !== null}>
          <TabBar
            tabs={tabsOf(session)}
            current={state.tab}
            label={t("Parts of the editor")}
            prefix={prefix}
            onGo={(tab) => desk.go({ tab })}
          />
          <div class="wme-panel" role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-tab-${state.tab}`}>
            {panel(session)}
          </div>
        </div>
        <p class="wme-hidden" role="status" aria-live="polite">
          {said}
        </p>
      </div>
    </DeskProvider>
  );
}

function actionsOf<D extends Authored>(session: Session<D>, say: (sentence: string) => void): Omit<Desk<D>, "state"> {
  const { kind, opening, server } = session;
  const go: Desk<D>["go"] = (place) => session.send({ type: "go", place });
  return {
    kind,
    opening,
    server,
    edit: (change, key = "") => session.send({ type: "edit", change, key, at: Date.now() }),
    set: (name, value) => session.send({ type: "setting", name, value, at: Date.now() }),
    go,
    choose: (name, value) => session.send({ type: "choose", name, value }),
    jump(path) {
      const place = kind.place(session.state().work.definition, path);
      if (place) go(place);
    },
    say,
  };
}

function tabsOf<D extends Authored>({ kind, opening, state }: Session<D>): TabItem[] {
  const { length } = state().findings;
  return [
    ...kind.tabs
      .filter((tab) => !tab.needs || opening[tab.needs])
      .map((tab) => ({ name: tab.name, label: tab.label() })),
    { name: Tab.Languages, label: t("Languages") },
    { name: Tab.Findings, label: length ? t("Findings ({n})", { n: length }) : t("Findings") },
    { name: Tab.Preview, label: t("Preview") },
    { name: Tab.Compare, label: t("Compare with published") },
  ];
}

function panel<D extends Authored>({ kind, state }: Session<D>) {
  const { tab, work } = state();
  if (tab === Tab.Findings) return <FindingsTab />;
  if (tab === Tab.Compare) return <CompareTab />;
  if (tab === Tab.Languages) return <LanguagesTab />;
  if (tab === Tab.Preview) return kind.preview();
  return kind.tabs.find((one) => one.name === tab)?.show(work) ?? null;
}
