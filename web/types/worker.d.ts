/** The other side of `worker-client.js`: loads a model in a Web Worker and answers its calls. */
export {};
