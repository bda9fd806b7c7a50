import { changeItem, createItem, createItems, getItem, listItems } from '../../shared/api/items.ts';
import * as change from '../../shared/registry/change-item.ts';
import { enterItem, enterItems } from '../../shared/registry/enter-items.ts';
import { found } from '../../shared/registry/found.ts';
import { items } from '../../shared/registry/item-store.ts';
import * as list from '../../shared/registry/list-registry.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listItems, ({ query }, context) => list.listItems(context, query)),
  on(getItem, async ({ params }, { stores }) => found(await items.find(stores.registry, params.itemId), params.itemId)),
  on(createItem, ({ body }, context) => enterItem(context, body)),
  on(createItems, ({ body }, context) => enterItems(context, body.rows)),
  on(changeItem, (input, context) => change.changeItem(context, input)),
]);
