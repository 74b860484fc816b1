import { may } from "../../domain/people/permissions";
import { button, buttons, type CardElement } from "../../ui/card";
import type { Context } from "../context";

/** A form that work begins with, and whether this person may hand it in. */
interface Start {
  action: string;
  label: string;
  offered: boolean;
}

/**
 * The forms that work begins with, those of them that this person may hand in. Whoever sells begins with customers,
 * everybody else with an expense: the first is the likeliest, and a phone shows few.
 */
export function startButtons({ texts, policy, actor }: Context): CardElement[] {
  const { touches, customers, deals, expenses, complaints, projects } = texts;
  const sells = may(policy, actor, "deal.create");
  const logsCustomers = may(policy, actor, "customer.create");
  const logsTouches = logsCustomers || may(policy, actor, "touch.log_any");
  const expense: Start = {
    action: "expense.new",
    label: expenses.verbs.new.label,
    offered: may(policy, actor, "expense.file"),
  };
  const starts: Start[] = [
    ...(sells ? [] : [expense]),
    { action: "touch.new", label: touches.verbs.new.label, offered: logsTouches },
    { action: "deal.new", label: deals.verbs.new.label, offered: sells },
    { action: "customer.new", label: customers.verbs.new.label, offered: logsCustomers },
    ...(sells ? [expense] : []),
    {
      action: "complaint.new",
      label: complaints.verbs.new.label,
      offered: may(policy, actor, "complaint.record"),
    },
    {
      action: "project.new",
      label: projects.verbs.request.label,
      offered: may(policy, actor, "project.request"),
    },
  ];
  const offered = starts
    .filter((start) => start.offered)
    .map(({ action, label }, place) =>
      button(action, "", label, { opens: "form", ...(place === 0 ? { style: "primary" } : {}) }),
    );
  return offered.length ? [buttons(...offered)] : [];
}
