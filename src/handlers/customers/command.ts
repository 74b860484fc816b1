import { findCustomers } from "../../domain/customers/find-customers";
import { showKept } from "../../domain/customers/show-customer";
import { typedLine } from "../../domain/customers/typed-text";
import { may, requirePermission } from "../../domain/people/permissions";
import { readReference } from "../../domain/references";
import type { Command } from "../../ui/feature";
import { reply } from "../../ui/outcome";
import type { Context } from "../context";
import { qualityByOwnerCard, worstCard } from "../grading/quality-cards";
import { gradeInWords } from "../grading/set-grade";
import { openHandover } from "../handover/hand-over";
import { howToImport } from "../imports/cards";
import { exportInWords } from "../imports/export";
import { mergeInWords, unmergeInWords } from "../merging/merge";
import { timelineCard } from "../timeline/timeline-card";
import { verbWords, whoseIn } from "../verb-words";
import { openEdit } from "./edit";
import { newCustomer } from "./log";
import { customerList, findCustomer, pickCustomer, shownCard } from "./look-up";

const maySearch = ({ policy, actor }: Context) => may(policy, actor, "customer.view");

/** `/customer new | find | show | edit | list` (policy 5.1.1). */
export const customerCommand: Command<Context> = {
  name: "customer",
  summary: {
    manifest: "Log customers, find them, keep them up to date",
    text: ({ texts }) => texts.customers.summary,
  },
  usageHint: "new Acme Trading, Wang Fang, 13800001111 | find | show | edit | list",
  // In the order of their use: so the menu lists them.
  verbs: [
    {
      name: "new",
      ...verbWords((texts) => texts.customers.verbs.new),
      opens: "form",
      offered: ({ policy, actor }) => may(policy, actor, "customer.create"),
      run: newCustomer,
    },
    {
      name: "list",
      ...verbWords((texts) => texts.customers.verbs.list),
      run: async (context, rest) => reply(await customerList(context, whoseIn(rest))),
    },
    {
      name: "find",
      ...verbWords((texts) => texts.customers.verbs.find),
      needsWords: true,
      offered: maySearch,
      run: findCustomer,
    },
    {
      name: "show",
      ...verbWords((texts) => texts.customers.verbs.show),
      needsWords: true,
      run: async (context, rest) => {
        const picked = await pickCustomer(context, rest, context.texts.customers.verbs.show.usage);
        return "kind" in picked ? picked : reply(await shownCard(context, picked.id));
      },
    },
    {
      name: "edit",
      ...verbWords((texts) => texts.customers.verbs.edit),
      needsWords: true,
      run: async (context, rest) => {
        const picked = await pickCustomer(context, rest, context.texts.customers.verbs.edit.usage);
        return "kind" in picked ? picked : openEdit(context, picked);
      },
    },
    {
      name: "timeline",
      ...verbWords((texts) => texts.customers.verbs.timeline),
      needsWords: true,
      run: async (context, rest) => {
        const picked = await pickCustomer(context, rest, context.texts.customers.verbs.timeline.usage);
        return "kind" in picked
          ? picked
          : reply(await timelineCard(context, (await showKept(context, picked.id)).id));
      },
    },
    {
      name: "quality",
      ...verbWords((texts) => texts.grading.verbs.quality),
      run: async (context, rest) =>
        reply(whoseIn(rest) === "all" ? await qualityByOwnerCard(context) : await worstCard(context)),
    },
    { name: "merge", ...verbWords((texts) => texts.merging.verbs.merge), opens: "form", run: mergeInWords },
    {
      name: "unmerge",
      ...verbWords((texts) => texts.merging.verbs.unmerge),
      needsWords: true,
      offered: ({ policy, actor }) => may(policy, actor, "customer.merge"),
      run: unmergeInWords,
    },
    {
      name: "grade",
      ...verbWords((texts) => texts.grading.verbs.grade),
      needsWords: true,
      offered: ({ policy, actor }) => may(policy, actor, "customer.grade"),
      run: gradeInWords,
    },
    {
      name: "handover",
      ...verbWords((texts) => texts.handover.verbs.handover),
      opens: "form",
      offered: ({ policy, actor }) => may(policy, actor, "customer.hand_over"),
      run: openHandover,
    },
    {
      name: "import",
      ...verbWords((texts) => texts.imports.verbs.import),
      offered: ({ policy, actor }) => may(policy, actor, "customer.import"),
      run: async (context) => {
        await requirePermission(context, "customer.import");
        return reply(howToImport(context));
      },
    },
    { name: "export", ...verbWords((texts) => texts.imports.verbs.export), run: exportInWords },
  ],
  /** "/customer CUS-1001" and "/customer Acme" show what they name; anything else is a word not understood. */
  otherwise: async (context, rest) => {
    if (readReference(rest, "customer")?.kind === "customer") {
      const picked = await pickCustomer(context, rest, context.texts.customers.verbs.show.usage);
      return "kind" in picked ? picked : reply(await shownCard(context, picked.id));
    }
    const text = typedLine(rest);
    if (!maySearch(context) || !text) return null;
    const { total } = await findCustomers(context, text);
    return total > 0 ? findCustomer(context, text) : null;
  },
};
