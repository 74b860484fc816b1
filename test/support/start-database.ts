import { startTestServer } from "./database-server";

export default startTestServer;
