/** What the server makes of one part of the unsaved draft, asked for after each pause in writing. */
import { t, useDesk, useEffect, useState } from "../api";
import { PreviewFrame } from "./PreviewFrame";

const PAUSE = 500;

interface Props {
  part: string;
  lang: string;
  workplace?: string;
  reader?: string;
}

export function PartPreview({ part, lang, workplace = "", reader = "" }: Props) {
  const { state, server } = useDesk();
  const { definition } = state.work;
  const [shown, setShown] = useState({ html: "", problem: "" });
  const [loading, setLoading] = useState(true);

  useEffect(() => {
    let current = true;
    setLoading(true);
    const timer = window.setTimeout(async () => {
      const answer = await server.preview({ definition, part, lang, workplace, reader });
      if (!current) return;
      setLoading(false);
      setShown(answer.ok ? { html: answer.value.html, problem: "" } : { html: "", problem: answer.refusal.message });
    }, PAUSE);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [definition, part, lang, workplace, reader, server]);

  return (
    <>
      {shown.problem ? <p class="wme-notice">{shown.problem}</p> : null}
      <p class="wme-help" role="status">
        {loading ? t("The preview is being made …") : ""}
      </p>
      <PreviewFrame html={shown.html} lang={lang} title={t("Preview")} />
    </>
  );
}
