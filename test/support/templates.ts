import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { application } from '../../infra/application.ts';

/** One resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
}

/** One synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  readonly terminationProtection: boolean;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly text: string;
}

/** A deployment as a customer would name it, in `partition`. */
export const exampleDeployment = (stage: string): object => ({
  stage,
  jurisdiction: '510800',
  profile: 'guangyuan',
  issuer: 'https://identity.example.gov.cn/realms/city',
  audience: 'double-random',
  claims: { roles: 'roles', department: 'dept', officer: 'officer' },
  channels: { 'publicity-system': 'https://publicity.example.gov.cn/results', 'credit-platform': 'https://credit.example.gov.cn/results' },
});

/** Synthesizes all stacks of `stage` without bundling: what the functions hold does not matter to their templates. */
export const synthesize = (stage: string): readonly SynthesizedStack[] => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'double-random-template-'));
  const bundle = path.join(folder, 'bundle');
  mkdirSync(bundle);
  writeFileSync(path.join(bundle, 'index.mjs'), 'export const handler = () => undefined;\n');
  const { app } = application({ deployment: exampleDeployment(stage), bundle, outdir: path.join(folder, 'cdk.out') });
  return app.synth().stacks.map((stack) => ({
    name: stack.stackName,
    terminationProtection: stack.terminationProtection ?? false,
    resources: (stack.template as { Resources: Record<string, TemplateResource> }).Resources,
    text: JSON.stringify(stack.template),
  }));
};

/** All resources of `stacks` of one type, with the stack and logical id they have. */
export const resourcesOf = (stacks: readonly SynthesizedStack[], type: string): readonly (TemplateResource & { readonly id: string; readonly stack: string })[] =>
  stacks.flatMap(({ name, resources }) =>
    Object.entries(resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ ...resource, id, stack: name })),
  );
