import { BeatIcon } from "../shell/icons";

/** Anybody with a name; on both platforms it is the e-mail that they have in common. */
export interface Face {
  email: string;
  name: string;
  isBot: boolean;
}

const hues = 8;
const cjk = /[\u3400-\u9fff]/;

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "";
  // A Chinese name is told by its given name, which comes last.
  if (cjk.test(first)) return [...first].slice(-2).join("");
  const letters = [first, words.length > 1 ? (words.at(-1) ?? "") : ""].map((word) => [...word][0] ?? "");
  return letters.join("").toUpperCase();
}

/** The same person has the same colour everywhere, without the server having to say which. */
function hueOf(email: string): number {
  let sum = 0;
  for (const character of email.toLowerCase()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}

export function Avatar({ member, size = "medium" }: { member: Face | undefined; size?: "small" | "medium" }) {
  if (member?.isBot) {
    return (
      <span className={`avatar avatar-${size} avatar-bot`} aria-hidden="true">
        <BeatIcon />
      </span>
    );
  }
  return (
    <span className={`avatar avatar-${size} hue-${hueOf(member?.email ?? "")}`} aria-hidden="true">
      {initialsOf(member?.name ?? "?")}
    </span>
  );
}
