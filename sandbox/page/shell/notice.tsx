/** The whole page, while there is no workspace to show. */
export function Notice({ text, wayOut, quiet = false }: { text: string; wayOut?: string; quiet?: boolean }) {
  return (
    <main className="notice">
      <p role={quiet ? "status" : "alert"}>{text}</p>
      {wayOut !== undefined && (
        <a className="button" href="/">
          {wayOut}
        </a>
      )}
    </main>
  );
}
