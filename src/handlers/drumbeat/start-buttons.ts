import { may } from "../../domain/people/permissions";
import { type Button, button, buttons, type CardElement } from "../../ui/card";
import type { Context } from "../context";

/** The forms, those of them that this person may hand in. */
export function startButtons({ texts, policy, actor }: Context): CardElement[] {
  const offered: Button[] = [
    ...(may(policy, actor, "expense.file")
      ? [button("expense.new", "", texts.expenses.verbs.new.label, { style: "primary", opens: "form" })]
      : []),
    ...(may(policy, actor, "customer.create")
      ? [button("customer.new", "", texts.customers.verbs.new.label, { opens: "form" })]
      : []),
    ...(may(policy, actor, "customer.create") || may(policy, actor, "touch.log_any")
      ? [button("touch.new", "", texts.touches.verbs.new.label, { opens: "form" })]
      : []),
    ...(may(policy, actor, "project.request")
      ? [button("project.new", "", texts.projects.verbs.request.label, { opens: "form" })]
      : []),
    ...(may(policy, actor, "complaint.record")
      ? [button("complaint.new", "", texts.complaints.verbs.new.label, { opens: "form" })]
      : []),
  ];
  return offered.length ? [buttons(...offered)] : [];
}
