import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './template.ts';
import { TemplateError } from './template-error.ts';

/** A stack of a cloud assembly. `assets` leads from an object key (`<hash>.zip`) to the folder or file that CDK would have uploaded there. */
export interface AssemblyStack {
  readonly name: string;
  readonly template: Template;
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string; readonly directoryName?: string };
}

interface AssetsFile {
  readonly files?: Readonly<Record<string, { readonly source: { readonly path?: string }; readonly destinations: Readonly<Record<string, { readonly objectKey: string }>> }>>;
  readonly dockerImages?: Readonly<Record<string, unknown>>;
}

/** The stacks of the synthesized assembly in `directory`, each after those it depends on. Throws if there is no manifest. */
export const readAssembly = (directory: string): readonly AssemblyStack[] => {
  const { artifacts = {} } = readJson(join(directory, 'manifest.json')) as { artifacts?: Record<string, Artifact> };
  const assets = allAssets(directory, artifacts);
  return inDependencyOrder(artifacts).flatMap((artifact) => {
    if (artifact.type === 'cdk:cloud-assembly') return readAssembly(join(directory, artifact.properties?.directoryName ?? '.'));
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const { templateFile, stackName } = artifact.properties ?? {};
    if (templateFile === undefined) throw new TemplateError(directory, 'a stack without a template file');
    return [{ name: stackName ?? templateFile.replace(/\.template\.json$/, ''), template: readJson(join(directory, templateFile)) as Template, assets }];
  });
};

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const allAssets = (directory: string, artifacts: Record<string, Artifact>): ReadonlyMap<string, string> => {
  const assets = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    if (artifact.type !== 'cdk:asset-manifest' || artifact.properties?.file === undefined) continue;
    const { files = {} } = readJson(join(directory, artifact.properties.file)) as AssetsFile;
    for (const file of Object.values(files)) {
      if (file.source.path === undefined) continue;
      for (const { objectKey } of Object.values(file.destinations)) assets.set(objectKey, join(directory, file.source.path));
    }
  }
  return assets;
};

const inDependencyOrder = (artifacts: Record<string, Artifact>): readonly Artifact[] => {
  const ordered = new Set<Artifact>();
  const visit = (id: string, path: readonly string[]): void => {
    const artifact = artifacts[id];
    if (artifact === undefined || ordered.has(artifact)) return;
    if (path.includes(id)) throw new TemplateError('assembly', `stacks depend on each other in a circle: ${[...path, id].join(' → ')}`);
    for (const dependency of artifact.dependencies ?? []) visit(dependency, [...path, id]);
    ordered.add(artifact);
  };
  for (const id of Object.keys(artifacts)) visit(id, []);
  return [...ordered];
};
