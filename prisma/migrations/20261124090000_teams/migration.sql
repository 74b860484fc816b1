-- Where conversations of a platform are reached that has no one address for all of them, and files that wait for their
-- reader to accept them.
CREATE TABLE "conversation_reference" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "user_id" TEXT,
    "locale" TEXT,
    "time_zone" TEXT,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_reference_pkey" PRIMARY KEY ("platform", "workspace", "conversation_id"),
    CONSTRAINT "conversation_reference_kind_check" CHECK ("kind" IN ('personal', 'channel', 'group', 'team'))
);
CREATE INDEX "conversation_reference_platform_workspace_user_id_idx"
    ON "conversation_reference"("platform", "workspace", "user_id");

CREATE TABLE "offered_file" (
    "key" TEXT NOT NULL,
    "file_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offered_file_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "offered_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "offered_file_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "offered_file_file_id_idx" ON "offered_file"("file_id");
