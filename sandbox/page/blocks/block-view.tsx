import type { Block } from "../../protocol";
import { useStrings } from "../i18n/language";
import { type JsonObject, objectOf, objectsOf, stringOf } from "../json";
import { Element } from "./elements/element";
import { imageUrl } from "./elements/image";
import { InputBlock } from "./input-block";
import { RichText } from "./rich-text";
import { plainOf, Text } from "./text";

interface Props {
  block: Block;
  blockId: string;
  error: string | undefined;
}

function Section({ block, blockId }: Omit<Props, "error">) {
  const accessory = objectOf(block.accessory);
  const fields = objectsOf(block.fields);
  return (
    <div className={accessory?.type === "image" ? "section section-image" : "section"}>
      <div className="section-words">
        {block.text !== undefined && (
          <div className="section-text">
            <Text value={block.text} />
          </div>
        )}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field, index) => {
              const key = `${index}${stringOf(field.text)?.slice(0, 40) ?? ""}`;
              return (
                <div key={key} className="field-cell">
                  <Text value={field} />
                </div>
              );
            })}
          </div>
        )}
      </div>
      {accessory && (
        <div className="section-accessory">
          <Element element={accessory} blockId={blockId} acts label={plainOf(block.text)} />
        </div>
      )}
    </div>
  );
}

function elementKey(element: JsonObject, index: number): string {
  return stringOf(element.action_id) ?? `${index}`;
}

function Context({ block }: { block: Block }) {
  return (
    <div className="context">
      {objectsOf(block.elements).map((element, index) => (
        <span key={elementKey(element, index)} className="context-item">
          {element.type === "image" ? (
            <img src={imageUrl(element)} alt={stringOf(element.alt_text) ?? ""} />
          ) : (
            <Text value={element} />
          )}
        </span>
      ))}
    </div>
  );
}

function ImageBlock({ block }: { block: Block }) {
  const image: JsonObject = { image_url: block.image_url ?? "", alt_text: block.alt_text ?? "" };
  const file = objectOf(block.slack_file);
  const url = imageUrl(image) ?? stringOf(file?.url);
  return (
    <figure className="image-block">
      {block.title !== undefined && <figcaption>{plainOf(block.title)}</figcaption>}
      <img src={url} alt={stringOf(block.alt_text) ?? ""} />
    </figure>
  );
}

export function BlockView({ block, blockId, error }: Props) {
  const strings = useStrings();
  switch (block.type) {
    case "section":
      return <Section block={block} blockId={blockId} />;
    case "header":
      return <h3 className="header-block">{plainOf(block.text)}</h3>;
    case "divider":
      return <hr />;
    case "context":
      return <Context block={block} />;
    case "image":
      return <ImageBlock block={block} />;
    case "rich_text":
      return <RichText elements={objectsOf(block.elements)} />;
    case "input":
      return <InputBlock block={block} blockId={blockId} error={error} />;
    case "actions":
      return (
        <div className="actions">
          {objectsOf(block.elements).map((element, index) => (
            <Element key={elementKey(element, index)} element={element} blockId={blockId} acts />
          ))}
        </div>
      );
    default:
      return (
        <p className="unknown" role="note">
          {strings.unknownBlock(block.type)}
        </p>
      );
  }
}
