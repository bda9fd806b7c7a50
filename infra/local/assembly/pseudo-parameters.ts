import type { Place } from './scope.ts';

/** The DNS suffix of a partition's services. */
export const urlSuffixOf = (partition: string): string => (partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com');

/** The value of a pseudo parameter other than `AWS::NoValue`, or `undefined` if there is none of that name. */
export const pseudoParameter = (name: string, stack: string, place: Place): string | readonly string[] | undefined => {
  switch (name) {
    case 'AWS::Partition':
      return place.partition;
    case 'AWS::Region':
      return place.region;
    case 'AWS::AccountId':
      return place.accountId;
    case 'AWS::URLSuffix':
      return urlSuffixOf(place.partition);
    case 'AWS::StackName':
      return stack;
    case 'AWS::StackId':
      return `arn:${place.partition}:cloudformation:${place.region}:${place.accountId}:stack/${stack}/local`;
    case 'AWS::NotificationARNs':
      return [];
    default:
      return undefined;
  }
};
