/** Who signs, in which order, until when, and with which proof. */
import { type Loose, PartFields, PartLines, t, useDesk } from "../api";
import type { Agreement } from "./model";

export function SigningTab() {
  const { state, opening } = useDesk<Agreement>();
  const inOrder = state.work.definition.in_order;
  const begun = (signers: readonly Loose[]) => {
    const free = opening.roles.find(([role]) => !signers.some((one) => one.role === role));
    return { role: free?.[0] ?? "", order: Math.min(9, Number(signers[signers.length - 1]?.order ?? 0) + 1) };
  };
  return (
    <div class="wme-page wme-settings-page">
      <PartLines
        list="signers"
        names={["role", "when", "order"]}
        hides={(name) => name === "order" && !inOrder}
        one={(n) => t("Signer {n}", { n })}
        addLabel={t("Add a signer")}
        begin={begun}
      />
      <section class="wme-section" aria-label={t("How it is signed")}>
        <h3 class="wme-h">{t("How it is signed")}</h3>
        <PartFields names={["in_order", "sign_days", "leaving_days", "link_days", "code_for_all", "drawn_signature"]} />
      </section>
    </div>
  );
}
