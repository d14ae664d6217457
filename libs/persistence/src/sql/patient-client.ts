// A connection that may be lost at any moment without ending the process. The pool listens for errors only while a connection is idle; a
// server that dies says so once more to one that was just given back as broken, and nobody would be there to hear it. What was lost is told
// by the statement that needed it.
import pg from 'pg';

export class PatientClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
