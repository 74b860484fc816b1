import type { JsonObject } from "../../json";
import { stringOf } from "../../json";

/** Only what a browser may load: the sandbox's own files and https. */
export function imageUrl(image: JsonObject): string | undefined {
  const url = stringOf(image.image_url) ?? "";
  return /^(?:https?:\/\/|\/)/i.test(url) ? url : undefined;
}

export function ImageElement({ element }: { element: JsonObject }) {
  const alt = stringOf(element.alt_text) ?? "";
  return <img className="image-element" src={imageUrl(element)} alt={alt} title={alt} />;
}
