/** A state graph as data: state -> action -> the next state and who may take the step. */
export type StateGraph<State extends string, Action extends string, Who extends string> = {
  readonly [From in State]: { readonly [Act in Action]?: { readonly to: State; readonly by: readonly Who[] } };
};

/** The state after `action`, or null when the graph has no such edge. */
export function next<State extends string, Action extends string, Who extends string>(
  graph: StateGraph<State, Action, Who>,
  state: State,
  action: Action,
): State | null {
  return graph[state][action]?.to ?? null;
}

/** The actions that leave `state`, in the order the graph lists them. */
export function actionsFrom<State extends string, Action extends string, Who extends string>(
  graph: StateGraph<State, Action, Who>,
  state: State,
): Action[] {
  return Object.keys(graph[state]) as Action[];
}
