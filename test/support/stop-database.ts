import { stopTestServer } from "./database-server";

export default stopTestServer;
