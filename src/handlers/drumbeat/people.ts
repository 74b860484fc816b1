import { z } from "zod";
import { DomainError } from "../../domain/errors";
import { ownsNothing, showOwned } from "../../domain/handover/what-is-owned";
import { addPerson } from "../../domain/people/add-person";
import { findPeople } from "../../domain/people/find-people";
import { may, requirePermission } from "../../domain/people/permissions";
import { setPerson } from "../../domain/people/set-person";
import type { Person } from "../../domain/scope";
import { locales } from "../../i18n/texts";
import { roles as allRoles } from "../../policy/roles";
import { button, buttons, type Card, type CardElement, row, text } from "../../ui/card";
import { fieldsFor } from "../../ui/fields";
import type { RawValues, SearchOption } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { type FormDefinition, formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { ownedFacts } from "../handover/hand-over";
import { requireId } from "../require-reference";

/** A language's own name for itself: whoever looks for it reads that one. */
export const languageNames = { en: "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文" } as const;

function postLine({ texts, reader, policy }: Context, person: Person): string {
  const words = texts.drumbeat;
  const department = person.department === null ? undefined : policy.departments[person.department];
  return words.people.line(
    reader.list(person.roles.map((role) => words.roles[role])) || texts.shared.none,
    department ? reader.name(department) : words.help.noDepartment,
  );
}

/** People whose name or e-mail fits, each with a button that edits them. */
export async function peopleCard(context: Context, query: string): Promise<Card> {
  await requirePermission(context, "people.manage");
  const words = context.texts.drumbeat.people;
  const people = await findPeople(context.db, query, { inactiveToo: true });
  return {
    title: words.title,
    elements: [
      ...people.map((person) =>
        row({
          text: [person.name, person.email ?? "", ...(person.active ? [] : [words.off])]
            .filter(Boolean)
            .join(" · "),
          detail: postLine(context, person),
          button: button("person.edit", person.id, words.edit, { opens: "form" }),
        }),
      ),
      ...(people.length ? [] : [text(words.empty)]),
      buttons(button("person.add", "", words.add, { style: "primary", opens: "form" })),
    ],
  };
}

function personForm(context: Context) {
  const { texts, reader, policy } = context;
  const words = texts.drumbeat.people.form;
  const fields = fieldsFor(texts.shared.fields);
  const departments: SearchOption[] = Object.entries(policy.departments).map(([value, names]) => ({
    value,
    label: reader.name(names),
  }));
  return {
    name: "person.edit",
    title: words.title,
    submit: words.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      department: fields.choiceOrNone({ label: words.department }, departments),
      headOf: fields.choices({ label: words.headOf }, departments),
      roles: fields.choices(
        { label: words.roles },
        allRoles.map((value) => ({ value, label: texts.drumbeat.roles[value] })),
      ),
      locale: fields.choiceOrNone(
        { label: words.locale },
        locales.map((value) => ({ value, label: languageNames[value] })),
      ),
      timeZone: fields.lineOrNone({ label: words.timeZone, hint: words.timeZoneHint }, 60),
      active: fields.choice({ label: words.active }, [
        { value: "yes", label: words.activeYes },
        { value: "no", label: words.activeNo },
      ]),
    }),
  } satisfies FormDefinition<z.ZodObject>;
}

function newPersonForm({ texts }: Context) {
  const words = texts.drumbeat.people.form;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "person.add",
    title: words.addTitle,
    submit: words.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      email: fields.line({ label: words.email, hint: words.emailHint }),
      name: fields.line({ label: words.name }),
    }),
  } satisfies FormDefinition<z.ZodObject>;
}

export async function openPersonForm(context: Context, id: string): Promise<Outcome> {
  await requirePermission(context, "people.manage");
  const person = await context.db.person.findUnique({ where: { id: requireId(id) } });
  if (!person) throw new DomainError({ code: "NOT_FOUND", reference: `#${id}` });
  return openForm(
    formView(personForm(context), {
      state: id,
      intro: [`${person.name} · ${person.email ?? ""}`],
      values: {
        department: person.department,
        headOf: person.headOf,
        roles: person.roles,
        locale: person.locale,
        timeZone: person.timeZone,
        active: person.active ? "yes" : "no",
      },
    }),
  );
}

export async function openNewPersonForm(context: Context): Promise<Outcome> {
  await requirePermission(context, "people.manage");
  return openForm(formView(newPersonForm(context)));
}

/** A new person's form is followed by the one that says what they may do. */
export async function saveNewPerson(context: Context, values: RawValues): Promise<Outcome> {
  const read = readForm(newPersonForm(context), values);
  if (!read.ok) return formErrors(read.errors);
  const { id } = await addPerson(context, read.values);
  return openPersonForm(context, String(id));
}

export async function savePerson(context: Context, values: RawValues, state: string): Promise<Outcome> {
  const read = readForm(personForm(context), values);
  if (!read.ok) return formErrors(read.errors);
  const { active, roles, ...rest } = read.values;
  const person = await setPerson(context, {
    id: requireId(state),
    ...rest,
    roles: allRoles.filter((role) => roles.includes(role)),
    active: active === "yes",
  });
  return reply({
    title: context.texts.drumbeat.people.saved(person.name),
    elements: [text(postLine(context, person)), ...(await leftBehind(context, person))],
  });
}

/** What somebody who was switched off still owns, to be handed over at once. */
async function leftBehind(context: Context, { id, name, active }: Person): Promise<CardElement[]> {
  if (active || !may(context.policy, context.actor, "customer.hand_over")) return [];
  const { owned } = await showOwned(context, id);
  const words = context.texts.handover;
  if (ownsNothing(owned)) return [];
  return [
    text(words.stillOwns(name)),
    ownedFacts(context, owned),
    buttons(button("handover.new", id, words.confirm, { style: "primary", opens: "form" })),
  ];
}

/** For lookup fields: anybody may name a colleague. */
export async function searchPeople(
  { db, texts, policy, reader }: Context,
  query: string,
): Promise<readonly SearchOption[]> {
  const people = await findPeople(db, query);
  return people.map(({ id, name, department }) => {
    const names = department === null ? undefined : policy.departments[department];
    return {
      value: String(id),
      label: `${name} · ${names ? reader.name(names) : texts.drumbeat.help.noDepartment}`,
    };
  });
}
