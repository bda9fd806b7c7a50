import { nameOf, namedOnly, namedWithArn, regionalArn, type ResourceType } from './resource-type.ts';

const noEffect = (because: string, identify: ResourceType['identify']): ResourceType => ({ effect: 'no-effect', because, identify });

const alarm = namedWithArn('cloudwatch', 'alarm:', { property: 'AlarmName' });

/** The types accepted without effect, each with the reason why one machine can do without. */
export const ACCEPTED_TYPES = {
  'AWS::CDK::Metadata': noEffect('tells AWS which constructs were used', namedOnly()),
  'AWS::CloudWatch::Alarm': noEffect('there is no metric service; the administrator’s view shows failures', alarm),
  'AWS::CloudWatch::CompositeAlarm': noEffect('there is no metric service', alarm),
  'AWS::CloudWatch::Dashboard': noEffect('there is no metric service', namedOnly({ property: 'DashboardName' })),
  'AWS::Logs::LogGroup': noEffect('logs are files of the machine, kept until its folder is removed', (resource) => {
    const name = nameOf(resource, { property: 'LogGroupName' });
    return { ref: name, attributes: { Arn: `${regionalArn(resource.place, 'logs', `log-group:${name}`)}:*` } };
  }),
  'AWS::Logs::MetricFilter': noEffect('there is no metric service', namedOnly()),
  'AWS::Logs::ResourcePolicy': noEffect('log files need no rights', namedOnly()),
  'AWS::Logs::QueryDefinition': noEffect('log files are searched with ordinary tools', namedOnly()),
  'AWS::SQS::QueuePolicy': noEffect('only the scheduler writes to queues here, and its role is checked', namedOnly()),
  'AWS::SNS::Topic': noEffect('nobody is called out of bed by one machine', (resource) => {
    const name = nameOf(resource, { property: 'TopicName' });
    const arn = regionalArn(resource.place, 'sns', name);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  }),
  'AWS::SNS::TopicPolicy': noEffect('topics do nothing here', namedOnly()),
  'AWS::SNS::Subscription': noEffect('topics do nothing here', namedOnly()),
  'AWS::S3::BucketPolicy': noEffect('they refuse plain HTTP, and nothing leaves this machine; roles are checked', namedOnly()),
  'AWS::KMS::Key': noEffect('data lies unencrypted in the machine’s folder', (resource) => {
    const id = nameOf(resource);
    return { ref: id, attributes: { KeyId: id, Arn: regionalArn(resource.place, 'kms', `key/${id}`) } };
  }),
  'AWS::KMS::Alias': noEffect('there are no keys', namedOnly({ property: 'AliasName' })),
  'AWS::Scheduler::ScheduleGroup': noEffect('groups only carry tags', (resource) => {
    const name = nameOf(resource, { property: 'Name', limit: 64 });
    return { ref: name, attributes: { Arn: regionalArn(resource.place, 'scheduler', `schedule-group/${name}`) } };
  }),
  'AWS::Backup::BackupVault': noEffect('the folder is backed up by whoever keeps it', namedWithArn('backup', 'backup-vault:', { property: 'BackupVaultName' }, 'BackupVaultArn')),
  'AWS::Backup::BackupPlan': noEffect('the folder is backed up by whoever keeps it', namedOnly()),
  'AWS::Backup::BackupSelection': noEffect('the folder is backed up by whoever keeps it', namedOnly()),
  'AWS::ResourceGroups::Group': noEffect('groups only list resources', namedOnly({ property: 'Name' })),
  'AWS::WAFv2::WebACL': noEffect('the machine is reached from itself alone', namedWithArn('wafv2', 'regional/webacl/', { property: 'Name' })),
  'AWS::WAFv2::WebACLAssociation': noEffect('the machine is reached from itself alone', namedOnly()),
  'AWS::SSM::Parameter': noEffect('no function reads parameters at run time; those that would are refused by the gateway', namedOnly({ property: 'Name' })),
} as const satisfies Readonly<Record<string, ResourceType>>;
