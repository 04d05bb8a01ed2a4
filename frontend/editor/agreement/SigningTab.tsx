/** Who signs, in which order, until when, and with which proof. */
import { DeleteButton, NumberField, PartList, removedAt, replacedAt, SelectField, t, useDesk } from "../api";
import { CountField, SwitchField } from "./Counts";
import type { Agreement, Signer } from "./model";
import { SIGNING } from "./places";
import { roleName, whens } from "./words";

export function SigningTab() {
  return (
    <div class="wme-page wme-settings-page">
      <Signers />
      <section class="wme-section" aria-label={t("How it is signed")}>
        <h4 class="wme-h">{t("How it is signed")}</h4>
        <SwitchField name="in_order" help={t("Otherwise all are asked at once.")} />
        <CountField name="sign_days" min={1} max={365} />
        <CountField
          name="leaving_days"
          min={0}
          max={90}
          help={t("When somebody is replaced in an agreement that holds and does not sign the change.")}
        />
        <CountField name="link_days" min={1} max={365} />
        <SwitchField name="code_for_all" help={t("Guests always get one when they sign.")} />
        <SwitchField
          name="drawn_signature"
          help={t("Beside the typed name, and never instead of it. Both are a simple electronic signature.")}
        />
      </section>
    </div>
  );
}

function Signers() {
  const { state, opening, edit, go } = useDesk<Agreement>();
  const { signers, in_order: inOrder } = state.work.definition;
  const put = (changed: Signer[], key = "") => edit((it) => ({ ...it, signers: changed }), key);
  const add = () => {
    const free = opening.roles.find(([role]) => !signers.some((one) => one.role === role));
    const role = free?.[0] ?? "";
    const last = signers[signers.length - 1]?.order ?? 0;
    put([...signers, { role, when: "always", order: Math.min(9, last + 1) }]);
    go({ tab: SIGNING, field: `signer/${role}` });
  };
  return (
    <PartList
      path="signer"
      title={t("Who signs")}
      help={t("Learner, school and employer each sign. The approver decides when all others have signed.")}
      items={signers}
      nameOf={(one) => roleName(one.role, opening)}
      keyOf={(one, at) => `${one.role} ${at}`}
      onChange={(changed) => put(changed)}
      add={{ label: t("Add a signer"), run: add }}
      show={(one, at, moves) => (
        <div class="wme-line">
          <SelectField
            path={`signer/${one.role}`}
            label={t("Signer {n}", { n: at + 1 })}
            value={one.role}
            options={opening.roles}
            onChange={(role) => put(replacedAt(signers, at, { ...one, role }))}
          />
          <SelectField
            path={`signer/${one.role}/when`}
            label={t("When")}
            value={one.when}
            options={whens()}
            onChange={(when) => put(replacedAt(signers, at, { ...one, when }))}
          />
          {inOrder ? (
            <NumberField
              path={`signer/${one.role}/order`}
              label={t("Place in the order")}
              value={one.order}
              min={1}
              max={9}
              step={1}
              onChange={(order) => put(replacedAt(signers, at, { ...one, order: order ?? 1 }), `signer ${at}`)}
            />
          ) : null}
          {moves}
          <DeleteButton
            name={roleName(one.role, opening)}
            onDelete={() => {
              put(removedAt(signers, at));
              go({ tab: SIGNING, field: "signer" });
            }}
          />
        </div>
      )}
    />
  );
}
