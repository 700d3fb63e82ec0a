// Hocuspocus with its SQLite extension, as its documentation lays it out: PORT, FOLDER.
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const server = new Server({
  port: Number(process.env.PORT),
  address: "127.0.0.1",
  quiet: true,
  extensions: [new SQLite({ database: `${process.env.FOLDER}/hocuspocus.sqlite` })],
});
await server.listen();
