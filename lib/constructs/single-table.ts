import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { index } from '../../functions/shared/adapters/keys.ts';
import type { OwnFunction } from './own-function.ts';

/** The one table: on demand, encrypted under our key, restorable to any second of the last 35 days. */
export class SingleTable extends Construct {
  readonly table: Table;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { key }: { key: IKey }) {
    super(scope, id);
    this.#key = key;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: index,
      partitionKey: { name: 'view', type: AttributeType.STRING },
      sortKey: { name: 'viewKey', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** Lets functions read and write items; asking the index and deleting are granted apart. */
  servesTo(...functions: OwnFunction[]) {
    for (const fn of functions) {
      fn.knows('TABLE_NAME', this.table.tableName);
      fn.may(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], this.table.tableArn);
      fn.may(['kms:Decrypt', 'kms:GenerateDataKey'], this.#key.keyArn);
    }
  }

  letsDelete(...functions: OwnFunction[]) {
    for (const fn of functions) fn.may(['dynamodb:DeleteItem'], this.table.tableArn);
  }

  letsLookAcross(...functions: OwnFunction[]) {
    for (const fn of functions) fn.may(['dynamodb:Query'], `${this.table.tableArn}/index/${index}`);
  }
}
