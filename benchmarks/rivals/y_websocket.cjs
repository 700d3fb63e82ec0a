// y-websocket's own server with LevelDB, as its package starts it: PORT, FOLDER.
process.env.HOST = "127.0.0.1";
process.env.YPERSISTENCE = `${process.env.FOLDER}/leveldb`;
require("./node_modules/y-websocket/bin/server.cjs");
