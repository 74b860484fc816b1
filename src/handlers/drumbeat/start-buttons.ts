import { may } from "../../domain/people/permissions";
import { button, buttons, type CardElement, likeliestFirst } from "../../ui/card";
import type { Context } from "../context";

/**
 * The forms that work begins with, those of them that this person may hand in. Whoever sells begins with customers,
 * everybody else with an expense: a phone shows few at once.
 */
export function startButtons({ texts, policy, actor }: Context): CardElement[] {
  const sells = may(policy, actor, "deal.create");
  const logsCustomers = may(policy, actor, "customer.create");
  const expense = may(policy, actor, "expense.file")
    ? [button("expense.new", "", texts.expenses.verbs.new.label, { opens: "form" })]
    : [];
  const offered = [
    ...(sells ? [] : expense),
    ...(logsCustomers || may(policy, actor, "touch.log_any")
      ? [button("touch.new", "", texts.touches.verbs.new.label, { opens: "form" })]
      : []),
    ...(sells ? [button("deal.new", "", texts.deals.verbs.new.label, { opens: "form" })] : []),
    ...(logsCustomers
      ? [button("customer.new", "", texts.customers.verbs.new.label, { opens: "form" })]
      : []),
    ...(sells ? expense : []),
    ...(may(policy, actor, "complaint.record")
      ? [button("complaint.new", "", texts.complaints.verbs.new.label, { opens: "form" })]
      : []),
    ...(may(policy, actor, "project.request")
      ? [button("project.new", "", texts.projects.verbs.request.label, { opens: "form" })]
      : []),
  ];
  return offered.length ? [buttons(...likeliestFirst(offered))] : [];
}
