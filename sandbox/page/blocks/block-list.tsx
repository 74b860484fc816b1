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
        return (
          <BlockView
            key={`${blockId}${block.type}`}
            block={block}
            blockId={blockId}
            error={errors?.[blockId]}
          />
        );
      })}
    </div>
  );
}
