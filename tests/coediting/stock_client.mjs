// People typing with unmodified y-websocket providers: the protocol test's and the kill test's crowd.
//
//   node stock_client.mjs '{"url": "ws://localhost:8000/ws/documents", "document": "<id>", "rate": 10,
//                           "people": [{"name": "a", "cookie": "sessionid=…", "params": {"ext": "1"}}]}'
//
// Commands on standard input, each answered by one line of JSON: `type` and `rest` (start and stop typing), `write …`
// (the first person adds a paragraph), `require [code]` (a requirement), `report`, `leave`.
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as decoding from "lib0/decoding";
import * as Y from "yjs";

const [OPENED, SAVED, REFUSED] = [100, 101, 102]; // portal/coediting/messages.py
const { url, document, people, rate = 10 } = JSON.parse(process.argv[2]);

class Person {
  constructor({ name, cookie, params = {} }) {
    this.name = name;
    this.typed = 0;
    this.savedTo = 0; // every token up to this one was acknowledged
    this.codes = [];
    this.doc = new Y.Doc();
    const person = this;
    class CountingSocket extends WebSocket {
      constructor(address, protocols) {
        super(address, protocols, { headers: cookie ? { Cookie: cookie } : {} });
        person.frames = [];
      }

      send(data, ...rest) {
        if (data[0] === 0 && (data[1] === 1 || data[1] === 2)) person.frames.push(person.typed);
        super.send(data, ...rest);
      }
    }
    // In Node there is no other tab: without disableBc the people of this process would hear each other directly.
    this.provider = new WebsocketProvider(url, document, this.doc, {
      WebSocketPolyfill: CountingSocket,
      disableBc: true,
      maxBackoffTime: 400,
      params,
    });
    this.provider.awareness.setLocalStateField("user", { name });
    this.away = []; // ms from each lost connection to the text being there again
    this.provider.on("connection-close", (event) => {
      this.codes.push(event?.code ?? 0);
      if (this.provider.synced) this.lostAt = performance.now();
    });
    this.provider.on("sync", (isSynced) => {
      if (isSynced && this.lostAt) this.away.push(Math.round(performance.now() - this.lostAt));
      if (isSynced) this.lostAt = undefined;
    });
    if (params.ext) {
      this.provider.messageHandlers[OPENED] = this.provider.messageHandlers[REFUSED] = () => {};
      this.provider.messageHandlers[SAVED] = (_encoder, decoder) => {
        const frame = this.frames[decoding.readVarUint(decoder) - 1];
        this.savedTo = Math.max(this.savedTo, frame ?? 0);
      };
    }
  }

  write(text) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(text)]);
    const content = this.doc.getXmlFragment("content");
    content.insert(content.length, [paragraph]);
  }

  require(code) {
    const requirement = new Y.XmlElement("requirement");
    const parts = ["requirementStatement", "requirementCheck", "requirementRationale"].map((name) => {
      const part = new Y.XmlElement(name);
      part.insert(0, [new Y.XmlElement("paragraph")]);
      return part;
    });
    requirement.insert(0, parts);
    if (code) requirement.setAttribute("code", code);
    const content = this.doc.getXmlFragment("content");
    content.insert(content.length, [requirement]);
  }

  type() {
    if (!this.line) {
      const paragraph = new Y.XmlElement("paragraph");
      this.line = new Y.XmlText();
      this.doc.transact(() => {
        paragraph.insert(0, [this.line]);
        this.doc.getXmlFragment("content").insert(0, [paragraph]);
      });
    }
    this.typed += 1;
    this.line.insert(this.line.length, `${this.name}${this.typed};`);
  }

  report() {
    return {
      name: this.name,
      text: this.doc.getXmlFragment("content").toArray().map((block) => block.toString().replace(/<[^>]*>/g, "")),
      requirements: this.doc
        .getXmlFragment("content")
        .toArray()
        .filter((block) => block.nodeName === "requirement")
        .map((block) => block.getAttribute("code") ?? null),
      typed: this.typed,
      saved: this.savedTo,
      connected: this.provider.wsconnected,
      synced: this.provider.synced,
      codes: this.codes,
      away: this.away,
      others: [...this.provider.awareness.getStates().values()].map((state) => state.user?.name),
    };
  }
}

const crowd = people.map((person) => new Person(person));
let timer;
const commands = {
  type: () => (timer = setInterval(() => crowd.forEach((person) => person.type()), 1000 / rate)),
  rest: () => clearInterval(timer),
  write: (text) => crowd[0].write(text),
  require: (code) => crowd[0].require(code),
  report: () => {},
  leave: () => crowd.forEach((person) => person.provider.destroy()),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...words] = line.split(" ");
  commands[command](words.join(" "));
  process.stdout.write(JSON.stringify(crowd.map((person) => person.report())) + "\n");
  if (command === "leave") process.exit(0);
}
