import type { JsonObject } from "../../../teams/protocol";
import { objectOf, objectsOf, stringOf } from "../../json";

/** A line in the colour of what is wrong, as a bot writes it beneath a field that it refuses. */
function isError(element: JsonObject | undefined): boolean {
  if (element?.color === "attention") return true;
  return objectOf(objectsOf(element?.inlines)[0])?.color === "attention";
}

/** The ids of the fields with such a line right beneath them. */
export function refusedFields(source: JsonObject): string[] {
  const body = objectsOf(source.body);
  return body.flatMap((element, index) => {
    const id = stringOf(element.id);
    const isField = stringOf(element.type)?.startsWith("Input.") === true;
    return isField && id !== undefined && isError(body[index + 1]) ? [id] : [];
  });
}
