import type { Block } from "../../protocol";
import { stringOf } from "../json";
import { BlockView } from "./block-view";

interface Props {
  blocks: Block[];
  /** Field errors by block_id. */
  errors?: Record<string, string>;
}

export function BlockList({ blocks, errors }: Props) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => {
        const blockId = stringOf(block.block_id) ?? `block-${index}`;
        // An updated message's blocks get new ids where the bot gave none: what is open in it, a confirmation, stays open.
        const place = block.type === "input" ? blockId : index;
        return (
          <BlockView
            key={`${place}${block.type}`}
            block={block}
            blockId={blockId}
            error={errors?.[blockId]}
          />
        );
      })}
    </div>
  );
}
